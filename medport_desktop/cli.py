"""The `medport` command: the console, the demo, the databases, the keeper, the doctor and the tour."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from getpass import getpass
from pathlib import Path

import psycopg

from medport_desktop import __version__
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import MedPortError
from medport_desktop.silos import health, keeper
from medport_desktop.silos import provision as provisioning
from medport_desktop.silos.administrator import make_first_administrator
from medport_desktop.silos.migrations.checking import IN_ORDER, describe
from medport_desktop.silos.migrations.upgrade import plan, upgrade
from medport_desktop.silos.repair import gaps, repair
from medport_desktop.silos.servers.certificates import find_certificates
from medport_desktop.silos.servers.demo_servers import Demo
from medport_desktop.silos.servers.embedded import EmbeddedSilos, default_data_dir
from medport_desktop.silos.site import read_site, site_file
from medport_desktop.silos.urls import VARIABLES, SiloUrls

Command = Callable[[argparse.Namespace], int]

TOUR_FOLDER = Path("medport-tour")
"""Where the tour puts its pictures when nobody said where."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. What is wrong with the machine is told in a sentence, with code 1."""
    options = _parser().parse_args(arguments)
    run: Command = options.run
    find_certificates()
    try:
        return run(options)
    except MedPortError as problem:
        print(f"medport: {problem}", file=sys.stderr)
        if problem.hint:
            print(problem.hint, file=sys.stderr)
        return 1
    except psycopg.OperationalError as error:
        print(f"medport: A database stopped answering: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(f"medport: {error.strerror or error}: {error.filename or 'no file'}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="medport",
        description="Patient transport between facilities: without a command, the console.",
        epilog="The databases are those of HOSPITAL_DATABASE_URL, EMS_DATABASE_URL and CENTER_DATABASE_URL;"
        f" where none is set, for the console those of {site_file()}; else those of the demo.",
    )
    parser.add_argument("--version", action="version", version=f"MedPort Desktop {__version__}")
    data_dir = argparse.ArgumentParser(add_help=False)
    data_dir.add_argument(
        "--data-dir", type=Path, metavar="D", help=f"where the demo's data is (usually {default_data_dir()})"
    )
    parser.set_defaults(run=_console, data_dir=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_demo(commands, data_dir)
    _add_db(commands, data_dir)
    keep = commands.add_parser("keeper", help="call the silos' clock every 10 seconds, until stopped")
    keep.add_argument(
        "--env-file", type=Path, metavar="FILE", help="the file with its URLs (else the environment variables)"
    )
    keep.set_defaults(run=_keeper)
    doctor = commands.add_parser("doctor", parents=[data_dir], help="say what is wrong with the silos and the bus")
    doctor.add_argument(
        "--repair", action="store_true", help="deliver what was lost between the silos, and create lost slots again"
    )
    doctor.add_argument("--json", action="store_true", help="for programs: what is wrong, each with a code")
    doctor.set_defaults(run=_doctor)
    tour = commands.add_parser("tour", help="do the main job through the real windows, and keep pictures of it")
    tour.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder for the pictures")
    tour.add_argument("--offscreen", action="store_true", help="without a display")
    tour.add_argument("--main-job", action="store_true", help="the main job alone, without a chapter for each window")
    tour.set_defaults(
        run=lambda options: _tour(options.out, offscreen=options.offscreen, chapters=not options.main_job)
    )
    return parser


def _add_demo(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", data_dir: argparse.ArgumentParser
) -> None:
    demo = commands.add_parser("demo", help="three databases on this machine, with an invented region")
    actions = demo.add_subparsers(title="actions", metavar="ACTION", required=True)
    as_json = argparse.ArgumentParser(add_help=False)
    as_json.add_argument("--json", action="store_true", help="for programs; holds the superuser's passwords")
    start = actions.add_parser("start", parents=[data_dir, as_json], help="make it if need be, and start it")
    start.add_argument("--ports", type=_ports, metavar="H,E,C", help="ports of the hospital, EMS and center databases")
    start.set_defaults(run=_demo_start)
    for name, run, parents, explanation in (
        ("stop", _demo_stop, [data_dir], "stop it; its data stays"),
        ("status", _demo_status, [data_dir, as_json], "say what runs, and who can sign in; code 3 if it is stopped"),
        ("reset", _demo_reset, [data_dir], "stop it and delete its data"),
    ):
        action = actions.add_parser(name, parents=parents, help=explanation)
        action.set_defaults(run=run)


def _add_db(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", data_dir: argparse.ArgumentParser) -> None:
    db = commands.add_parser("db", help="make and upgrade the databases of a site")
    actions = db.add_subparsers(title="actions", metavar="ACTION", required=True)
    provision = actions.add_parser(
        "provision", parents=[data_dir], help="schemas, roles and replication, as a superuser; may be repeated"
    )
    provision.add_argument(
        "--keeper-env", type=Path, metavar="FILE", help="give the keeper a new password, written to FILE with its URLs"
    )
    provision.set_defaults(run=_db_provision)
    admin = actions.add_parser(
        "admin", parents=[data_dir], help="make the first administrator; asks for the password, or reads it from a pipe"
    )
    admin.add_argument("--email", required=True)
    admin.add_argument("--name", required=True)
    admin.set_defaults(run=_db_admin)
    upgrade = actions.add_parser(
        "upgrade", parents=[data_dir], help="bring the schemas to this program's revision; may be repeated"
    )
    upgrade.add_argument(
        "--silo", type=Silo, choices=list(Silo), metavar="NAME", help="one alone: hospital, ems, center"
    )
    upgrade.add_argument("--check", action="store_true", help="change nothing, and say what would be done")
    upgrade.set_defaults(run=_db_upgrade)
    status = actions.add_parser(
        "status", parents=[data_dir], help="say which revision each database is at; code 1 if one is behind or cut off"
    )
    status.set_defaults(run=_db_status)


def _console(options: argparse.Namespace) -> int:
    if not _has_display():
        print(f"There is no display here, so the tour runs instead; its pictures go to {TOUR_FOLDER.absolute()}.")
        return _tour(TOUR_FOLDER, offscreen=True)
    from medport_desktop.bootstrap import run_console  # noqa: PLC0415  (Qt, which the other commands do without)

    if _site_is_named():
        return run_console(SiloUrls.from_environment().for_people())
    site = read_site()
    if site is not None:
        return run_console(site.urls.for_people(), site.name)
    demo = _demo(options)
    if not demo.runs() or not demo.is_current():
        print("Neither the environment nor a site file names any databases: starting the demo.")
        demo.start()
    _print_accounts(demo)
    return run_console(demo.silos.urls().for_people())


def _tour(out: Path, *, offscreen: bool, chapters: bool = True) -> int:
    from medport_desktop.tour import run  # noqa: PLC0415  (Qt, which the other commands do without)

    if not offscreen and not _has_display():
        print("There is no display here, so the tour plays off screen.")
        offscreen = True
    return run(out, offscreen=offscreen, chapters=chapters)


def _demo_start(options: argparse.Namespace) -> int:
    demo = _demo(options, options.ports)
    demo.start()
    return _show_demo(demo, as_json=options.json)


def _demo_status(options: argparse.Namespace) -> int:
    demo = _demo(options)
    _show_demo(demo, as_json=options.json)
    return 0 if demo.runs() else 3


def _demo_stop(options: argparse.Namespace) -> int:
    _demo(options).stop()
    print("The demo is stopped.")
    return 0


def _demo_reset(options: argparse.Namespace) -> int:
    _demo(options).reset()
    print("The demo's data is deleted.")
    return 0


def _show_demo(demo: Demo, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps(demo.describe(), indent=2))
        return 0
    urls = demo.silos.urls().without_passwords()
    for silo, runs in demo.silos.running().items():
        print(f"{silo.label:<9} {'runs   ' if runs else 'stopped'}  {urls[silo.value]}")
    print(f"{'Keeper':<9} {'runs' if demo.keeper_runs() else 'stopped'}")
    print(f"Data in {demo.silos.data_dir}")
    _print_accounts(demo)
    return 0


def _print_accounts(demo: Demo) -> None:
    accounts = demo.accounts()
    if not accounts:
        return
    print("\nWho can sign in (an invented region):")
    width = max(len(account["email"]) for account in accounts)
    for account in accounts:
        print(f"  {account['user_type']:<9} {account['email']:<{width}}  {account['password']}")


def _db_provision(options: argparse.Namespace) -> int:
    provisioning.provision(_urls(options), keeper_env=options.keeper_env)
    print("The three databases are provisioned, and every subscription streams.")
    if options.keeper_env is not None:
        print(f"The keeper's URLs are in {options.keeper_env}: medport keeper --env-file {options.keeper_env}")
    return 0


def _db_admin(options: argparse.Namespace) -> int:
    password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    make_first_administrator(_urls(options), options.email, options.name, password)
    print(f"{options.email} is the administrator and can sign in.")
    return 0


def _db_upgrade(options: argparse.Namespace) -> int:
    urls = _urls(options)
    health.refuse_twins(urls)
    chosen = [options.silo] if options.silo else IN_ORDER
    for silo in chosen:
        if options.check:
            print("\n".join(describe(plan(silo, urls[silo]))))
        else:
            steps = upgrade(silo, urls[silo])
            done = ", ".join(f"{step.name} ({step.seconds:.1f} s)" for step in steps)
            print(f"{silo.label:<9} {done or 'nothing to do'}", flush=True)
    return 0


def _db_status(options: argparse.Namespace) -> int:
    urls = _urls(options)
    silos = health.examine(urls)
    for silo in silos:
        if silo.problem:
            print(f"{silo.silo.label:<9} {silo.problem}")
            continue
        streaming = sum(subscription.streams for subscription in silo.subscriptions)
        newest = "" if silo.provisioned else f" (this program: {silo.newest})"
        print(
            f"{silo.silo.label:<9} PostgreSQL {silo.server}, revision {silo.revision or 'none'}{newest},"
            f" {streaming} of {len(silo.subscriptions)} subscriptions stream"
        )
    twins = health.twins(urls)
    print(*twins, sep="\n", end="\n" if twins else "")
    return 0 if all(silo.provisioned and silo.streams for silo in silos) and not twins else 1


def _doctor(options: argparse.Namespace) -> int:
    repaired = (repair(_urls(options)) or ["Nothing was lost."]) if options.repair else []
    silos = health.examine(_urls(options))
    twins = [health.Complaint("same_database", sentence) for sentence in health.twins(_urls(options))]
    missing = gaps(_urls(options)) if all(silo.provisioned for silo in silos) else []
    between = [
        *twins,
        *health.clocks_apart(silos),
        *(health.Complaint("events_missing", sentence) for sentence in missing),
    ]
    well = not between and not any(silo.complaints for silo in silos)
    if options.json:
        print(json.dumps({"well": well, "repaired": repaired, **_as_json(silos, between)}, indent=2))
    else:
        print(*repaired, sep="\n", end="\n" if repaired else "")
        _print_health(silos, between)
    return 0 if well else 1


def _print_health(silos: Sequence[health.Health], between: Sequence[health.Complaint]) -> None:
    for silo in silos:
        complaints = silo.complaints
        print(f"{silo.silo.label}: {'well' if not complaints else ''}".rstrip())
        for complaint in complaints:
            print(f"  - {complaint}")
        for refused in silo.failed_sign_ins:
            print(f"  {refused.who}: {refused.count} failed sign-in(s), the last at {refused.last}")
    if between:
        print("Between the databases:")
        for complaint in between:
            print(f"  - {complaint}")


def _as_json(silos: Sequence[health.Health], between: Sequence[health.Complaint]) -> dict[str, object]:
    return {
        "silos": [
            {
                "silo": silo.silo.value,
                "server": silo.server,
                "revision": silo.revision,
                "complaints": [asdict(complaint) for complaint in silo.complaints],
            }
            for silo in silos
        ],
        "between": [asdict(complaint) for complaint in between],
    }


def _keeper(options: argparse.Namespace) -> int:
    file: Path | None = options.env_file
    if file is not None:
        keeper.read_env(file)  # tells at once what is wrong with it
        keeper.run(lambda: keeper.read_env(file))
    else:
        urls = dict(SiloUrls.from_environment().items())
        keeper.run(lambda: urls)
    return 0


def _demo(options: argparse.Namespace, ports: tuple[int, int, int] | None = None) -> Demo:
    return Demo(EmbeddedSilos(options.data_dir, ports=ports))


def _urls(options: argparse.Namespace) -> SiloUrls:
    """Return a superuser's URLs: the site's, or the demo's where the environment names none or a folder is given."""
    if options.data_dir is None and _site_is_named():
        return SiloUrls.from_environment()
    return _demo(options).silos.urls()


def _site_is_named() -> bool:
    return any(os.environ.get(name) for name in VARIABLES.values())


def _has_display() -> bool:
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _ports(text: str) -> tuple[int, int, int]:
    try:
        hospital, ems, center = (int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError("give three numbers, as in 5432,5433,5434") from None
    if len({hospital, ems, center}) < len(Silo) or not all(0 < port < 65536 for port in (hospital, ems, center)):
        raise argparse.ArgumentTypeError("give three different ports between 1 and 65535")
    return hospital, ems, center

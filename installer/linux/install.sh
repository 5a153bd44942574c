#!/bin/sh
# Installs MedPort Desktop from this folder: for everybody into /opt/medport as root, else for you into ~/.local.
#   ./install.sh               install, or upgrade; consoles that are open keep running
#   ./install.sh --uninstall   remove the program; settings, the site file and the demo's data stay
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
if [ "$(id -u)" -eq 0 ]; then
    home=/opt/medport bin=/usr/local/bin share=/usr/local/share
else
    data=${XDG_DATA_HOME:-$HOME/.local/share}
    home=$HOME/.local/opt/medport bin=$HOME/.local/bin share=$data
fi
entry=$share/applications/medport.desktop
icon=$share/icons/hicolor/scalable/apps/medport.svg

refresh_menu() {
    if command -v update-desktop-database >/dev/null; then
        update-desktop-database -q "$share/applications" || true
    fi
    if command -v gtk-update-icon-cache >/dev/null && [ -f "$share/icons/hicolor/index.theme" ]; then
        gtk-update-icon-cache -q "$share/icons/hicolor" || true
    fi
}

runs_from() {
    for program in /proc/[0-9]*/exe; do
        case $(readlink "$program" 2>/dev/null) in "$1"/*) return 0 ;; esac
    done
    return 1
}

uninstall() {
    for version in "$home"/versions/*; do
        if runs_from "$version"; then
            echo "MedPort runs: close it (or stop the keeper and the demo) first." >&2
            exit 1
        fi
    done
    rm -rf "$home/versions" "$home/bin" "$home/uninstall.sh" "$home/medport-keeper.service"
    rmdir "$home" 2>/dev/null || true
    [ "$(readlink "$bin/medport")" != "$home/bin/medport" ] || rm -f "$bin/medport"
    rm -f "$entry" "$icon"
    refresh_menu
    echo "MedPort is removed. Settings and data of the demo stay."
}

put_link() { # an existing link changes in one step
    ln -sfn "$1" "$2.new"
    mv -fT "$2.new" "$2"
}

install() {
    if [ -e "$bin/medport" ] && [ "$(readlink "$bin/medport")" != "$home/bin/medport" ]; then
        echo "$bin/medport is another program: move it away first." >&2
        exit 1
    fi
    umask 022
    version=$(cat "$here/VERSION")-$(date +%Y%m%d%H%M%S)
    mkdir -p "$home/versions" "$home/bin" "$bin" "$(dirname "$entry")" "$(dirname "$icon")"
    cp -R "$here/program" "$home/versions/$version"
    chmod -R u+rwX,go=rX "$home/versions/$version"
    if ! "$home/versions/$version/medport" --version >/dev/null; then
        rm -rf "${home:?}/versions/$version"
        echo "This machine cannot run MedPort: it was built on a newer Linux." >&2
        exit 1
    fi
    put_link "../versions/$version/medport" "$home/bin/medport"
    put_link "$home/bin/medport" "$bin/medport"
    cp "$here/install.sh" "$home/uninstall.sh"
    cp "$here/medport-keeper.service" "$home/"
    chmod 755 "$home/uninstall.sh"
    chmod 644 "$home/medport-keeper.service"
    cp "$here/medport.svg" "$icon"
    sed "s|^Exec=.*|Exec=\"$home/bin/medport\"|" "$here/medport.desktop" >"$entry"
    chmod 644 "$icon" "$entry"
    refresh_menu
    for old in "$home"/versions/*; do
        [ "$old" = "$home/versions/$version" ] || runs_from "$old" || rm -rf "$old"
    done
    echo "$("$home/bin/medport" --version) is installed in $home; start it from the menu, or as $bin/medport."
    missing=$(ldd "$home/versions/$version"/_internal/PySide6/Qt/plugins/platforms/libqxcb.so 2>/dev/null |
        awk '/not found/ {print "  " $1}')
    if [ -n "$missing" ]; then
        printf 'To open its windows, this machine lacks:\n%s\n' "$missing"
    fi
}

case "${1:-}" in
"") case $0 in *uninstall.sh) uninstall ;; *) install ;; esac ;;
--uninstall) uninstall ;;
*)
    sed -n '2,4s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac

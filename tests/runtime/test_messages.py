"""Messages wait for a window, come from any thread, and go to one bar."""

import threading

from medport_desktop.domain.errors import Refused
from medport_desktop.runtime.messages import BUFFERED, Level, Message, Messages
from tests.support import until


def test_messages_wait_until_somebody_is_attached(qapp: object) -> None:
    messages, shown = Messages(), list[Message]()
    messages.info("One.")
    messages.warn("Two.", "hint")
    messages.attach(shown.append)
    messages.error("Three.", details="x")
    assert [(m.level, m.sentence) for m in shown] == [
        (Level.INFO, "One."),
        (Level.WARNING, "Two."),
        (Level.ERROR, "Three."),
    ]


def test_the_receiver_attached_last_has_them_until_it_is_detached(qapp: object) -> None:
    messages, window, dialog = Messages(), list[Message](), list[Message]()
    to_window, to_dialog = window.append, dialog.append
    messages.attach(to_window)
    messages.attach(to_dialog)
    messages.info("to the dialog")
    messages.detach(to_dialog)
    messages.detach(to_dialog)
    messages.info("to the window")
    assert [m.sentence for m in dialog] == ["to the dialog"]
    assert [m.sentence for m in window] == ["to the window"]


def test_from_another_thread_they_arrive_on_the_gui_thread(qapp: object) -> None:
    messages, threads = Messages(), []
    messages.attach(lambda _: threads.append(threading.current_thread()))
    thread = threading.Thread(target=messages.info, args=("hello",))
    thread.start()
    thread.join()
    until(lambda: threads == [threading.main_thread()])


def test_the_oldest_of_too_many_are_dropped(qapp: object) -> None:
    messages, shown = Messages(), list[Message]()
    for number in range(BUFFERED + 5):
        messages.info(str(number))
    messages.attach(shown.append)
    assert [m.sentence for m in shown] == [str(n) for n in range(5, BUFFERED + 5)]


def test_a_domain_error_speaks_for_itself_and_a_bug_gets_a_number(qapp: object) -> None:
    messages, shown = Messages(), list[Message]()
    messages.attach(shown.append)
    messages.failure(Refused("Taken.", "Choose another."))
    messages.failure(ZeroDivisionError("John Smith"))
    assert (shown[0].sentence, shown[0].hint, shown[0].details) == ("Taken.", "Choose another.", "")
    assert shown[1].reference in shown[1].details
    assert "John" not in shown[1].details

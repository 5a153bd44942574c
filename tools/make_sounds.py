"""Makes resources/sounds/*.wav: our own short tones, one for each kind of event. Standard library only.

Mono, 22,050 Hz, 16 bits; soft attack and decay, so that none of them clicks. Rising is good or new, falling is lost,
repeated is urgent. Run it again after a change here; the files are committed.
"""

import math
import struct
import sys
import wave
from pathlib import Path

RATE = 22_050
LOUDNESS = 0.42
ATTACK_S = 0.008
TARGET = Path(__file__).resolve().parent.parent / "resources" / "sounds"

C5, D5, E5, G5, A5, C6, E6 = 523.25, 587.33, 659.26, 783.99, 880.00, 1046.50, 1318.51
E4, A4 = 329.63, 440.00

# Each sound: notes of (Hz, seconds); 0 Hz is a rest.
SOUNDS: dict[str, list[tuple[float, float]]] = {
    "new_trip": [(G5, 0.16), (C6, 0.26)],
    "urgent_trip": [(E6, 0.11), (0, 0.05), (E6, 0.11), (0, 0.05), (E6, 0.24)],
    "bid": [(A5, 0.20)],
    "accepted": [(C5, 0.11), (E5, 0.11), (G5, 0.26)],
    "handed_back": [(G5, 0.14), (D5, 0.14), (A4, 0.30)],
    "overdue": [(A5, 0.16), (E5, 0.16), (A5, 0.16), (E5, 0.24)],
    "silo_away": [(A4, 0.24), (E4, 0.40)],
    "message": [(E6, 0.10), (C6, 0.22)],
}


def tone(hertz: float, seconds: float) -> list[float]:
    """One note: the tone with a little of its octave, fading out."""
    samples = []
    for i in range(int(RATE * seconds)):
        t = i / RATE
        shape = min(t / ATTACK_S, 1.0) * math.exp(-3.2 * t / seconds) * min((seconds - t) / ATTACK_S, 1.0)
        wave_form = math.sin(math.tau * hertz * t) + 0.25 * math.sin(2 * math.tau * hertz * t)
        samples.append(LOUDNESS * shape * wave_form)
    return samples


def main() -> int:
    """Write every sound; returns the exit code."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, notes in SOUNDS.items():
        samples = [sample for note in notes for sample in tone(*note)]
        with wave.open(str(TARGET / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(b"".join(struct.pack("<h", round(sample * 32_767)) for sample in samples))
    return 0


if __name__ == "__main__":
    sys.exit(main())

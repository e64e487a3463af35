"""What is carried from the page that shows what was read to the one that stores it: exactly that, and signed.

Nothing of a file is kept anywhere until somebody says yes: the page holds it.
"""

import base64
import binascii
import hmac
import zlib
from hashlib import sha256

import orjson

from engine.errors import BadInput
from engine.text import N_
from workflows.tryghedsnetvaerk.mapping.crime.parts import Reading, Series

MOST_PACKED, MOST_UNPACKED = 3_000_000, 40_000_000
SEAL = 64  # signs of the signature before what is carried
TOO_LARGE = N_("Filen er for stor til at blive læst ind på siden. Vælg færre områder eller overtrædelser, eller bed "
               "den, der driver serveren, om at bruge kommandoen »tryghed import crime«.")  # fmt: skip
SPOILT = N_("Siden kan ikke læses. Vælg filen igen.")


def pack(reading: Reading, key: str, network_id: int) -> str:
    """Return what was read as a page of one network can carry it.

    :raises BadInput: if it is too large for a page
    """
    told = {
        "file": reading.file, "digest": reading.digest, "shape": reading.shape, "encoding": reading.encoding,
        "periods": reading.periods, "table": reading.table, "needs_offence": reading.needs_offence,
        "series": [[one.area, one.offence, one.text, one.part, one.counts] for one in reading.series],
    }  # fmt: skip
    text = base64.urlsafe_b64encode(zlib.compress(orjson.dumps(told), 9)).decode()
    if len(text) > MOST_PACKED:
        raise BadInput(TOO_LARGE, page="#file")
    return _seal(text, key, network_id) + text


def unpack(carried: str, key: str, network_id: int) -> Reading:
    """Return what a page carried.

    :raises BadInput: if it is not what was shown on a page of this network
    """
    seal, text = carried[:SEAL], carried[SEAL:]
    if not hmac.compare_digest(seal.encode(), _seal(text, key, network_id).encode()):
        raise BadInput(SPOILT, page="#file")
    try:
        raw = zlib.decompressobj().decompress(base64.urlsafe_b64decode(text), MOST_UNPACKED)
        told = orjson.loads(raw)
    except (binascii.Error, zlib.error, ValueError):
        raise BadInput(SPOILT, page="#file") from None
    series = tuple(Series(area, offence, name, part, tuple(counts))
                   for area, offence, name, part, counts in told.pop("series"))  # fmt: skip
    return Reading(series=series, periods=tuple(told.pop("periods")), **told)


def _seal(text: str, key: str, network_id: int) -> str:
    return hmac.new(key.encode(), f"crime:{network_id}:{text}".encode(), sha256).hexdigest()

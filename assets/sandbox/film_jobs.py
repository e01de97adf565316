"""The jobs about films, served by a sandbox server of its own.

FFmpeg's libraries are large and, as the wheel brings them, under the GPL in parts: they are loaded by this program
alone, which starts with the first film and speaks JSON over a socket (docs/decisions/films-apart.md).
"""

from collections.abc import Callable, Mapping

import av.logging
import msgspec
from av.logging import PANIC

from assets import metadata, renditions
from assets.renditions import film_proxy, storyboard
from assets.sandbox import jobs
from assets.sandbox.child import Job, JobInput
from assets.sandbox.failures import JobRefused


class FilmParams(msgspec.Struct, frozen=True):
    """`media_type` as found by reading."""

    media_type: str


def warm_up() -> None:
    """Load the libraries and the writers once; no child may start a thread or a logger of its own."""
    av.logging.set_level(PANIC)
    renditions.warm_up()
    metadata.warm_up_writers()


def make_storyboard(job: JobInput) -> bytes:
    """A sprite of frames and its index in the output folder, and the JSON of a list of `RenderedFile`."""
    params = job.params_as(FilmParams)
    return _made(lambda: storyboard.make(job.source, params.media_type, job.required_out_dir()))


def proxy_part(job: JobInput) -> bytes:
    """Some seconds of the film for watching, without sound, in the output folder, and the JSON of `Part`."""
    params = job.params_as(film_proxy.PartParams)
    return _made(lambda: film_proxy.make_part(job.source, params, job.required_out_dir()))


def proxy_sound(job: JobInput) -> bytes:
    """The sound of the whole film in the output folder, and the JSON of `Part`."""
    params = job.params_as(FilmParams)
    return _made(lambda: film_proxy.make_sound(job.source, params.media_type, job.required_out_dir()))


def proxy_whole(job: JobInput) -> bytes:
    """The parts in the output folder joined, and the JSON of `RenderedFile`."""
    return _made(lambda: film_proxy.join(job.required_out_dir(), job.params_as(film_proxy.JoinParams)))


def _made(make: Callable[[], object]) -> bytes:
    try:
        return msgspec.json.encode(make())
    except renditions.NotRenderable as error:
        raise JobRefused(error.code, error.text) from error


JOBS: Mapping[str, Job] = {
    "render": jobs.render_any,
    "render_copy": jobs.render_copy,
    "make_rendition": jobs.make_rendition,
    "make_storyboard": make_storyboard,
    "proxy_part": proxy_part,
    "proxy_sound": proxy_sound,
    "proxy_whole": proxy_whole,
}

"""The same work as a task of django-tasks, which the product does not use; imported only to compare with it."""

from django_tasks import task

from benchmarks.intake import stamp


@task()
def stamp_as_task(pk: int) -> None:
    stamp(pk)

"""Tasks about rights: read by every member of the organization that has to act, done by its contributors."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from api.access import Access
from api.answers import Words
from api.filtering import filter_rows, list_parameters
from api.operations import Says, operation
from api.pages import Order, page_of
from api.problems import Problem, field_problem
from api.requests import read_body, read_query
from api.v1.publications.writing import proof_of
from api.v1.tasks.answers import CheckedTask, GroupCounts, NextDue, TaskAnswer, TaskPage, TaskSummary
from api.v1.tasks.filters import TaskFilter
from api.v1.tasks.reads import answers_of, check_answer, find_task, listed, task_to_do, text_of
from api.v1.tasks.serializers import AssignBody, CompleteBody, NothingBody, SummaryQuery
from api.views import ApiView
from assets.models import User
from licensing.models import Task
from licensing.notices.checking import look_at
from licensing.reminders import GROUPS, kept, rows_of, sizes_of, tasks_visible_to
from licensing.rights import berlin_day
from licensing.services import publications as ledger
from licensing.services.tasks import assign_task, note_check


class Tasks(ApiView):
    @operation(
        "List tasks",
        Access.READ,
        parameters=list_parameters(TaskFilter),
        answers={200: Says(TaskPage, "Many of one cause are one row, unless `bundle` is named.")},
        description="The most urgent first; closed ones for 30 days. What is due later than in 30 days is shown only "
        "where `group` names it.",
    )
    def get(self, request: Request) -> Response:
        known = kept(listed(tasks_visible_to(self.viewer)), at=timezone.now())
        tasks, paging = filter_rows(TaskFilter, request, known, viewer=self.viewer)
        if "group" not in request.query_params and "bundle" not in request.query_params:
            tasks = tasks.filter(~Q(group="later", state=Task.State.OPEN))
        rows = tasks if "bundle" in request.query_params else rows_of(tasks)
        page = page_of(rows, Order("sort_at"), size=paging["page_size"], cursor=paging.get("cursor"))
        sizes = {} if "bundle" in request.query_params else sizes_of(tasks, list(page.rows))
        return Response(TaskPage(results=answers_of(page.rows, self.viewer, sizes), next=page.next))


class TasksSummary(ApiView):
    @operation(
        "Count tasks",
        Access.READ,
        parameters=[SummaryQuery],
        answers={200: Says(TaskSummary, "Open tasks by group, and the next date.")},
    )
    def get(self, request: Request) -> Response:
        values = read_query(request, SummaryQuery)
        tasks = listed(tasks_visible_to(self.viewer)).filter(state=Task.State.OPEN)
        if "organization" in values:
            tasks = tasks.filter(organization__uuid=values["organization"])
        if "mine" in values:
            tasks = TaskFilter({"mine": "yes"}, tasks, viewer=self.viewer).qs
        counted = Counter(rows_of(tasks).values_list("group", flat=True))  # type: ignore[misc]  # annotated: grouped()
        return Response(
            TaskSummary(
                open=sum(counted.values()) - counted["later"],
                groups=GroupCounts(**{name: counted[name] for name in GROUPS}),
                next_due=_next_due(tasks),
            )
        )


class TaskView(ApiView):
    @operation("Read a task", Access.READ, answers={200: Says(TaskAnswer, "The task.")}, problems=["not-found"])
    def get(self, _request: Request, task_id: UUID) -> Response:
        return Response(_answer(self, task_id))


class TaskAssignment(ApiView):
    @operation(
        "Assign a task",
        Access.WRITE,
        request=AssignBody,
        answers={200: Says(TaskAnswer, "As it stands now.")},
        problems=["not-found", "not-permitted", "wrong-state", "field-invalid"],
        rate="write",
    )
    def post(self, request: Request, task_id: UUID) -> Response:
        task = task_to_do(task_id, self.viewer)
        wanted = read_body(request, AssignBody)["user"]
        to = User.objects.filter(uuid=wanted, memberships__organization=task.organization_id).first()
        if wanted is not None and to is None:
            raise field_problem("user", "Diese Person gehört nicht zur Organisation.", code="does_not_exist")
        assign_task(task, to=to, by=self.user, on=timezone.localdate())
        return Response(_answer(self, task_id))


class TaskCompletion(ApiView):
    @operation(
        "Complete a task",
        Access.WRITE,
        request=CompleteBody,
        answers={200: Says(TaskAnswer, "Done, with what proves it; of a take-down the use is removed as well.")},
        problems=["not-found", "not-permitted", "wrong-state", "still-online", "field-invalid"],
        rate="write",
        description="The address of a take-down is looked at first, unless a note or a document says how it is known: "
        "404 and 410 prove it. Takes up to five seconds then.",
    )
    def post(self, request: Request, task_id: UUID) -> Response:
        task = task_to_do(task_id, self.viewer)
        values = read_body(request, CompleteBody)
        now = timezone.now()
        proof = None
        if task.kind == Task.Kind.TAKE_DOWN:
            if "removed_on" not in values and "removed_at" not in values:
                raise field_problem("removed_on", "Bitte angeben, seit wann der Beitrag entfernt ist.", code="required")
            _look(task, values, self.user)
            proof = proof_of(values, task.organization, at=now)
        ledger.complete(task, proof=proof, note=values.get("note", ""), by=self.user, at=now)
        return Response(_answer(self, task_id))


class TaskReopening(ApiView):
    @operation(
        "Bring a task back",
        Access.WRITE,
        request=NothingBody,
        answers={200: Says(TaskAnswer, "Open again; a use that was called removed is on again.")},
        problems=["not-found", "not-permitted", "wrong-state"],
        rate="write",
    )
    def post(self, request: Request, task_id: UUID) -> Response:
        task = task_to_do(task_id, self.viewer)
        read_body(request, NothingBody)
        ledger.reopen(task, by=self.user, at=timezone.now())
        return Response(_answer(self, task_id))


class TaskAddressCheck(ApiView):
    @operation(
        "Check the address of a task",
        Access.WRITE,
        request=NothingBody,
        answers={200: Says(CheckedTask, "What the address says; the task keeps it.")},
        problems=["not-found", "not-permitted", "wrong-state"],
        rate="write",
        description="Asks a public address only, at most five seconds long, and reads nothing of what is there.",
    )
    def post(self, request: Request, task_id: UUID) -> HttpResponse:
        task = task_to_do(task_id, self.viewer)
        read_body(request, NothingBody)
        found = look_at(task, at=timezone.now())
        if found is not None:
            note_check(task, result=found, by=self.user)
        return Response(CheckedTask(check=check_answer(found), task=_answer(self, task_id)))


def _look(task: Task, values: dict[str, Any], by: User) -> None:
    """Without a word of a person only the address can tell; one that still answers does not."""
    if values.get("note", "").strip() or "document" in values or task.state != Task.State.OPEN:
        return
    found = look_at(task, at=timezone.now())
    if found is None:
        return
    note_check(task, result=found, by=by)
    if found["outcome"] == "online":
        raise Problem("still-online")


def _answer(view: ApiView, task_id: UUID) -> TaskAnswer:
    (found,) = answers_of([find_task(task_id, view.viewer)], view.viewer)
    return found


def _next_due(tasks: "QuerySet[Task]") -> NextDue | None:
    task = tasks.filter(due_at__isnull=False).order_by("due_at", "pk").first()
    if task is None or task.due_at is None:
        return None
    count = tasks.filter(due_at=task.due_at, kind=task.kind).count()
    return NextDue(on=berlin_day(task.due_at), text=Words(de=text_of(task, count, "de"), en=text_of(task, count, "en")))

/** What people have to do, and the calendars that remind them. */
import { request } from "./client";
import type { CalendarFeed, Task, TaskPage, TaskSummary } from "./types";

export const countOpenTasks = () => request<TaskSummary>("/tasks/summary").then((found) => found.open);
export const getTaskSummary = () => request<TaskSummary>("/tasks/summary");
export const getTasks = (query: Record<string, string>) => request<TaskPage>("/tasks", { query: { page_size: "100", ...query } });
export const completeTask = (id: string, body: Record<string, unknown>) => request<Task>(`/tasks/${id}/complete`, { method: "POST", body });
export const reopenTask = (id: string) => request<Task>(`/tasks/${id}/reopen`, { method: "POST", body: {} });
export const assignTask = (id: string, user: string | null) => request<Task>(`/tasks/${id}/assign`, { method: "POST", body: { user } });
export const getFeeds = () => request<{ results: CalendarFeed[] }>("/calendar-feeds").then((found) => found.results);
export const createFeed = (organization: string) => request<CalendarFeed>("/calendar-feeds", { method: "POST", body: { organization } });
export const endFeed = (id: string) => request<void>(`/calendar-feeds/${id}`, { method: "DELETE" });

// SPDX-License-Identifier: Apache-2.0
// Draws what the model says. Text enters the page as text only, never as markup.

import {
  countThreads, duration, foldFrames, groupNames, origins, percent, plural,
} from "./model.js";
import { lockText, plainText } from "./text.js";

/** An element with classes and children; strings become text. */
function make(tag, classes, ...children) {
  const element = document.createElement(tag);
  if (classes) {
    element.className = classes;
  }
  element.append(...children.filter((child) => child !== null && child !== "" && child !== undefined));
  return element;
}

/** Below this many threads of one stack each has a line of its own. */
const MANY = 12;

export function drawSummary(target, capture, arranged, filter) {
  const seen = [...arranged.working, ...arranged.looking, ...arranged.idle];
  const parts = [
    make("b", "", plural(countThreads(arranged.working), "thread"), " at work"),
    `${countThreads(arranged.idle)} idle`,
    filter ? `${countThreads(seen)} of ${capture.ThreadsSeen} match` : "",
    `taken ${new Date(capture.StartedAt).toLocaleTimeString()} by ${capture.Backend} in ${duration(capture.WallMilliseconds)}`,
    `${capture.ThreadsSeen} seen`,
    make("span", capture.ThreadsMissed ? "bad" : "", `${capture.ThreadsMissed} missed`),
  ].filter(Boolean);
  target.replaceChildren(...parts.map((part) => make("span", "fact", part)));
}

export function drawNotices(target, error, capture) {
  const notices = [];
  if (error) {
    notices.push(make("p", "notice error", make("b", "", error.title), " ", error.text));
  }
  for (const one of capture?.Fallbacks ?? []) {
    notices.push(make("p", "notice warn", make("b", "", `Backend ${one.Backend} failed. `), one.Reason,
      one.Fix ? make("span", "fix", ` Fix: ${one.Fix}`) : null));
  }
  for (const remark of capture?.Remarks ?? []) {
    notices.push(make("p", "remark", remark));
  }
  target.replaceChildren(...notices);
}

export function drawStacks(places, arranged, filter) {
  const { working, idle, looking } = places;
  working.replaceChildren(...arranged.working.map(stackCard));
  if (!arranged.working.length) {
    working.append(make("p", "empty", filter ? "No thread at work matches the filter." : "All quiet: no thread is at work."));
  }
  drawGroup(idle, arranged.idle, "idle", filter, idleRow);
  drawGroup(looking, arranged.looking, "taking this capture", "", stackCard);
}

function drawGroup(group, stacks, words, filter, draw) {
  group.hidden = stacks.length === 0;
  group.querySelector("summary").replaceChildren(
    make("b", "", plural(countThreads(stacks), "thread"), ` ${words}`),
    make("span", "dim", ` in ${plural(stacks.length, "stack")}`));
  group.querySelector(".stacks").replaceChildren(...stacks.map(draw));
  if (filter) {
    group.open = true;
  }
}

/** Virtual threads that no thread carries; hidden unless they were asked for. */
export function drawVirtual(group, virtual) {
  group.hidden = virtual === null;
  if (virtual) {
    group.querySelector("summary").replaceChildren(
      make("b", "", virtual.summary), make("span", "dim", ` ${virtual.cost}`));
    group.querySelector(".stacks").replaceChildren(...virtual.stacks.map(virtualRow));
  }
}

function virtualRow(stack) {
  const names = stack.names.slice(0, 4).map((name) => make("span", "name", name));
  if (stack.names.length > 4) {
    names.push(make("span", "dim", `and ${stack.names.length - 4} more`));
  }
  const row = make("details", "quiet", make("summary", "",
    make("span", "count", String(stack.names.length)),
    make("span", "names", ...names),
    make("span", "at", stack.frames.length ? stack.frames[0].name : "not started yet")));
  row.addEventListener("toggle", () => row.append(frameList(stack.frames)), { once: true });
  return row;
}

function stackCard(stack) {
  const shown = stack.threads.slice(0, MANY);
  const rest = stack.threads.slice(MANY);
  const card = make("article", `stack ${stack.condition}`,
    make("ul", "threads", ...shown.map(threadRow)));
  if (rest.length) {
    card.append(fold(`${plural(rest.length, "more thread")} at the same place`,
      () => make("ul", "threads", ...rest.map(threadRow))));
  }
  if (stack.frames.length) {
    card.append(frameList(stack.frames));
  }
  return card;
}

function idleRow(stack) {
  const names = groupNames(stack.threads);
  const shown = names.slice(0, 4).map((one) =>
    make("span", "name", one.name, one.count > 1 ? make("span", "times", `×${one.count}`) : null));
  if (names.length > 4) {
    shown.push(make("span", "dim", `and ${names.length - 4} more`));
  }
  const top = stack.frames.find((frame) => frame.kind !== "native") ?? stack.frames[0];
  const own = stack.frames.find((frame) => frame.kind === "own");
  const row = make("details", "quiet", make("summary", "",
    make("span", "count", String(stack.threads.length)),
    make("span", "names", ...shown),
    make("span", "at", top ? top.name : "no Java frames", own ? make("span", "via", ` from ${own.name}`) : null)));
  // Most are never opened: what is inside is made only then.
  row.addEventListener("toggle", () => row.append(
    make("ul", "threads", ...stack.threads.map(threadRow)), frameList(stack.frames)), { once: true });
  return row;
}

function threadRow(thread) {
  const { activity } = thread;
  const row = make("li", `thread ${thread.condition}`,
    cpuBar(thread),
    make("div", "what",
      make("div", "title",
        activity ? make("span", "job", activity.job || activity.kind) : make("span", "job none", thread.name),
        ...badges(activity),
        activity?.elapsed != null ? make("span", "elapsed", duration(activity.elapsed)) : null),
      activity && (activity.detail || activity.count) ? detailLine(activity) : null,
      thread.condition === "blocked" ? make("div", "bad", "Blocked: waits for ", lockLink(thread.lock)) : null,
      whoLine(thread),
      thread.late ? make("div", "late", "Began while this capture was taken: the stack may be from before.") : null,
      thread.incomplete ? make("div", "bad", `Stack incomplete: ${thread.incomplete}`) : null));
  row.id = `thread-${thread.id}`;
  return row;
}

function whoLine(thread) {
  const state = thread.state.toLowerCase();
  return make("div", "who",
    thread.activity ? make("span", "name", thread.name) : null,
    make("span", "", `id ${thread.id}`),
    state ? make("span", `state ${state}`, state.replace("_", " ")) : null,
    thread.lock && thread.condition !== "blocked" ? make("span", "", "on ", lockLink(thread.lock)) : null,
    thread.cpuTotal !== null ? make("span", "", `${duration(thread.cpuTotal)} CPU in all`) : null,
    ...thread.extras.map(([name, value]) => make("span", "extra", `${name} `, make("b", "", plainText(value)))));
}

function badges(activity) {
  if (!activity) {
    return [];
  }
  const kind = activity.kind.toLowerCase();
  return [
    activity.database ? make("span", "badge database", activity.database) : null,
    activity.requestId ? make("span", "badge request", `request ${activity.requestId}`) : null,
    kind === "request" && activity.requestId ? null : make("span", `badge kind ${kind}`, kind),
    ...activity.outer.map((one) => make("span", "outer", `in ${one.job || one.kind}`,
      one.elapsed !== null ? ` for ${duration(one.elapsed)}` : null)),
  ];
}

function detailLine(activity) {
  return make("div", "detail", activity.detail,
    activity.count ? make("span", "dim", `${activity.detail ? " · " : ""}${plural(activity.count, "item")}`) : null);
}

function lockLink(lock) {
  if (!lock) {
    return "a lock";
  }
  const words = make(lock.OwnerId ? "a" : "span", "", lockText({ ...lock, Class: shortName(lock.Class ?? "") }));
  words.title = lockText(lock);
  if (lock.OwnerId) {
    words.href = `#thread-${lock.OwnerId}`;
  }
  return words;
}

const shortName = (type) => type.replace(/^.*\./, "");

function cpuBar(thread) {
  const bar = make("div", "cpu", make("span", "", percent(thread.cpu)));
  bar.title = "Share of one CPU, over the last second or so";
  bar.style.setProperty("--cpu", String(Math.min(100, thread.cpu ?? 0)));
  return bar;
}

function frameList(frames) {
  const list = make("ol", "frames");
  for (const run of foldFrames(frames)) {
    if (run.open) {
      appendFrames(list, run.frames);
    } else {
      list.append(make("li", "folded",
        fold(`${run.frames.length} more · ${origins(run.frames)}`,
          () => appendFrames(make("ol", "frames"), run.frames))));
    }
  }
  return list;
}

/** A bundle that the row above has named is named again only faintly. */
function appendFrames(list, frames) {
  for (const frame of frames) {
    const row = frameRow(frame);
    const above = list.lastElementChild?.dataset.bundle;
    row.dataset.bundle = frame.bundle || frame.kind;
    row.classList.toggle("again", above === row.dataset.bundle);
    list.append(row);
  }
  return list;
}

function frameRow(frame) {
  const [bundle, version] = frame.bundle.split("/");
  const row = make("li", `frame ${frame.kind}`,
    make("span", "bundle", bundle || (frame.kind === "jdk" ? "JDK" : ""), version ? make("span", "version", ` ${version}`) : null),
    make("span", "where", frame.pkg ? make("span", "pkg", `${frame.pkg}.`) : null,
      make("span", "method", frame.name), make("span", "place", frame.place ? ` ${frame.place}` : "")));
  row.title = frame.bundle ? `${frame.text}\n${frame.bundle}` : frame.text;
  return row;
}

/** A button that shows what draw makes, and hides it again. */
function fold(label, draw) {
  const box = make("details", "fold", make("summary", "", label));
  box.addEventListener("toggle", () => box.append(draw()), { once: true });
  return box;
}

export function drawBackends(select, backends) {
  select.replaceChildren(...backends.map((backend) => {
    const option = make("option", "", backend.Available ? backend.Name : `${backend.Name} (cannot work)`);
    option.value = backend.Name;
    option.selected = backend.Selected;
    option.title = backend.Available ? backend.Bundle : `${backend.Reason} ${backend.Fix}`;
    return option;
  }));
  select.disabled = backends.length < 2;
  const chosen = backends.find((backend) => backend.Selected);
  select.title = chosen && !chosen.Available ? `${chosen.Reason} ${chosen.Fix}` : chosen?.Bundle ?? "";
}

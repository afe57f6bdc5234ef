// SPDX-License-Identifier: Apache-2.0
// The capture as plain text, for a ticket or a chat; laid out as bin/porthole stacks prints it.

import { countThreads, duration, groupNames, percent, plural } from "./model.js";

export function toText(capture, arranged) {
  const lines = [...headerOf(capture), ...group("Working", arranged.working)];
  if (arranged.looking.length) {
    lines.push(...group("Taking this capture", arranged.looking));
  }
  lines.push("", title("Idle", arranged.idle), ...arranged.idle.map(idleLine));
  return lines.join("\n") + "\n";
}

function group(name, stacks) {
  return ["", title(name, stacks),
    ...stacks.flatMap((stack) => ["", ...stack.threads.flatMap(threadLines), ...frameLines(stack.frames)])];
}

function headerOf(capture) {
  return [
    `Stacks at ${capture.StartedAt}, by ${capture.Backend} in ${duration(capture.WallMilliseconds)}, `
      + `${plural(capture.ThreadsSeen, "thread")}, ${capture.ThreadsMissed} missed`,
    ...capture.Fallbacks.map((one) => `! ${one.Backend} failed: ${one.Reason} ${one.Fix}`.trimEnd()),
    ...capture.Remarks.map((remark) => `! ${remark}`),
  ];
}

const title = (name, stacks) =>
  `${name}: ${plural(countThreads(stacks), "thread")} in ${plural(stacks.length, "stack")}`;

function threadLines(thread) {
  const facts = [`"${thread.name}"`, `id ${thread.id}`, `cpu ${percent(thread.cpu)}`, thread.state];
  const lines = [facts.filter(Boolean).join("  ")];
  if (thread.activity) {
    lines.push(...[thread.activity, ...thread.activity.outer].map(activityLine));
  }
  if (thread.lock) {
    lines.push(`    waits for ${lockText(thread.lock)}`);
  }
  lines.push(...thread.extras.map(([name, value]) => `    ${name}: ${plainText(value)}`));
  if (thread.incomplete) {
    lines.push(`    incomplete: ${thread.incomplete}`);
  }
  return lines;
}

function activityLine(activity) {
  return "    " + [
    activity.kind,
    activity.job,
    activity.database && `database ${activity.database}`,
    activity.requestId && `request ${activity.requestId}`,
    activity.elapsed !== null && duration(activity.elapsed),
    activity.detail,
    activity.count && plural(activity.count, "item"),
  ].filter(Boolean).join("  ");
}

function frameLines(frames) {
  const width = Math.max(0, ...frames.map((frame) => frame.bundle.length));
  return frames.map((frame) => `  ${frame.bundle.padEnd(width)}  ${frame.text}`);
}

function idleLine(stack) {
  const names = groupNames(stack.threads).map((one) => one.name).join(", ");
  const at = stack.frames.length ? `  at ${stack.frames[0].text}` : "";
  return `  ${String(stack.threads.length).padStart(4)}  ${names}${at}`;
}

export function lockText(lock) {
  const what = `${lock.Class || "a lock"}${lock.Identity ? ` @ ${lock.Identity}` : ""}`;
  return lock.OwnerManagedThreadId ? `${what}, held by "${lock.OwnerName}" (id ${lock.OwnerId})` : what;
}

export const plainText = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));

// SPDX-License-Identifier: Apache-2.0
// What a capture means to a person: pure functions from the server's answer to what is shown.

const OWN = "porthole.";
const JDK = /^(java|javax|jdk|sun|com\.sun)\./;
const FRAME = /^(?:(.*)\.)?([^.(]+)\.([^.(]+)\((.*)\)$/;
/** The fields of a thread that are shown in a place of their own. */
const KNOWN = new Set([
  "Id", "ManagedThreadId", "OSThreadId", "Name", "IsNative", "State", "JavaState", "CpuUsage",
  "Duration", "TotalProcessorTime", "PrivilegedProcessorTime", "UserProcessorTime", "Lock",
  "Completeness", "Activity", "Condition",
]);

/** The whole answer of the stack-trace route, as stacks with their threads. */
export function readCapture(answer) {
  const startedAt = Date.parse(answer.Capture.StartedAt);
  const threads = new Map(answer.Threads.map((thread) => [thread.Id, readThread(thread, startedAt)]));
  return {
    capture: answer.Capture,
    stacks: answer.Results.flatMap((result) => readStacks(result, threads)),
    virtual: readVirtual(answer.VirtualThreads),
  };
}

/** Virtual threads that no thread carries; null when they were not asked for. */
function readVirtual(virtual) {
  if (!virtual) {
    return null;
  }
  const more = virtual.More ? `, and ${virtual.More}${virtual.MoreIsExact ? "" : " or more"} more` : "";
  const perhaps = !virtual.More && !virtual.MoreIsExact ? ", and perhaps more" : "";
  return {
    summary: `${plural(virtual.Listed, "virtual thread")} not mounted${more}${perhaps}`,
    cost: `listed in ${duration(virtual.Milliseconds)}, after the stacks`,
    stacks: virtual.Stacks.map((stack) => ({
      state: stack.JavaState,
      names: stack.Threads.map((thread) => thread.Name || `#${thread.ManagedThreadId}`),
      frames: stack.StackTrace.map((text, i) => readFrame(text, stack.Bundles?.[i] ?? "")),
    })),
  };
}

function readThread(thread, startedAt) {
  const activity = readActivity(thread.Activity);
  return {
    id: thread.Id,
    javaId: thread.ManagedThreadId,
    name: thread.Name || "(no name)",
    native: Boolean(thread.IsNative),
    state: thread.JavaState ?? "",
    /** blocked, working, capturing (this very capture) or idle, as the server tells. */
    condition: (thread.Condition ?? "idle").toLowerCase(),
    cpu: thread.CpuUsage ?? null,
    cpuTotal: thread.Duration ?? null,
    activity,
    // Stacks are taken first, activities are read after: a thread may have gone on in between.
    late: activity !== null && (activity.outer.at(-1) ?? activity).startedAt > startedAt,
    lock: thread.Lock ?? null,
    incomplete: thread.Completeness?.Complete === false ? thread.Completeness.Reason : "",
    extras: Object.entries(thread).filter(([name, value]) => !KNOWN.has(name) && value !== null),
  };
}

function readActivity(activity) {
  if (!activity) {
    return null;
  }
  return {
    kind: activity.Kind ?? "",
    job: activity.Job ?? "",
    database: activity.Database ?? "",
    requestId: activity.RequestId || 0,
    startedAt: Date.parse(activity.StartedAt ?? ""),
    elapsed: activity.ElapsedMilliseconds ?? null,
    detail: activity.Detail ?? "",
    count: activity.Count || 0,
    outer: (activity.Within ?? []).map(readActivity),
  };
}

/** One stack for those of its threads that work, one for those that rest. */
function readStacks(result, threads) {
  const frames = result.StackTrace.map((text, i) => readFrame(text, result.Bundles?.[i] ?? ""));
  const groups = new Map();
  for (const thread of result.ThreadIds.map((id) => threads.get(id)).filter(Boolean)) {
    const group = thread.condition === "blocked" ? "working" : thread.condition;
    groups.set(group, [...(groups.get(group) ?? []), thread]);
  }
  return [...groups.values()].map((members) => makeStack(frames, members));
}

function makeStack(frames, threads) {
  threads.sort((a, b) => rank(a) - rank(b) || (b.cpu ?? 0) - (a.cpu ?? 0));
  return {
    frames,
    threads,
    condition: threads[0].condition,
    cpu: threads.reduce((sum, thread) => sum + (thread.cpu ?? 0), 0),
    elapsed: Math.max(0, ...threads.map((thread) => thread.activity?.elapsed ?? 0)),
  };
}

/** One frame's text, taken apart: kind is own, library, jdk or native. */
export function readFrame(text, bundle) {
  const parts = FRAME.exec(text);
  if (!parts) {
    return { text, bundle, kind: bundle ? "library" : "native", pkg: "", name: text, place: "" };
  }
  const [, pkg = "", type, method, place] = parts;
  return { text, bundle, kind: kindOf(text, bundle), pkg, name: `${type}.${method}`, place };
}

function kindOf(text, bundle) {
  if (bundle.startsWith(OWN)) {
    // What the compiler made to reach a lambda says nothing.
    return text.includes("$$Lambda") ? "glue" : "own";
  }
  return !bundle && JDK.test(text) ? "jdk" : "library";
}

function rank(thread) {
  return ["blocked", "working", "capturing", "idle"].indexOf(thread.condition);
}

const ORDERS = {
  busy: (a, b) => b.cpu - a.cpu || b.elapsed - a.elapsed,
  long: (a, b) => b.elapsed - a.elapsed || b.cpu - a.cpu,
  many: (a, b) => b.threads.length - a.threads.length || b.cpu - a.cpu,
};

/** The stacks that match, in order, by what their threads are at. */
export function arrange(stacks, filter, sort) {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const found = stacks.filter((stack) => words.every((word) => haystackOf(stack).includes(word)));
  found.sort((a, b) => marked(b) - marked(a) || ORDERS[sort](a, b));
  const are = (...conditions) => found.filter((stack) => conditions.includes(stack.condition));
  return {
    working: are("blocked", "working"),
    looking: are("capturing"),
    idle: are("idle").sort(ORDERS.many),
  };
}

/** What has told what it is doing comes before what merely uses CPU. */
function marked(stack) {
  return stack.condition === "blocked" || stack.threads.some((thread) => thread.activity) ? 1 : 0;
}

function haystackOf(stack) {
  stack.haystack ??= [
    ...stack.threads.flatMap(wordsOf),
    ...stack.frames.flatMap((frame) => [frame.text, frame.bundle]),
  ].join("\n").toLowerCase();
  return stack.haystack;
}

function wordsOf(thread) {
  const chain = thread.activity ? [thread.activity, ...thread.activity.outer] : [];
  return [
    thread.name, String(thread.id), thread.state, thread.lock?.Class ?? "",
    ...chain.flatMap((one) => [
      one.kind, one.job, one.database, one.detail, one.requestId ? `#${one.requestId}` : "",
    ]),
    ...thread.extras.map(([name, value]) => `${name} ${JSON.stringify(value)}`),
  ];
}

/** So many rows of a stack are shown at first. */
const ROWS = 10;

/**
 * Frames in runs: what is ours and the innermost stand alone, the rest is folded; and from the
 * tenth row on, everything is.
 */
export function foldFrames(frames) {
  const runs = [];
  frames.forEach((frame, i) => {
    const open = i === 0 || frame.kind === "own";
    const last = runs.at(-1);
    if (runs.length > ROWS || (last && !last.open && !open)) {
      last.frames.push(frame);
      last.open = false;
    } else {
      runs.push({ open, frames: [frame] });
    }
  });
  // To fold a single frame saves nothing.
  return runs.map((run) => (run.frames.length === 1 ? { ...run, open: true } : run));
}

/** Names alike but for their numbers, counted: pool-1, pool-2 become pool-# twice. */
export function groupNames(threads) {
  const groups = new Map();
  for (const thread of threads) {
    const name = threads.length > 1 ? thread.name.replace(/\d+/g, "#") : thread.name;
    groups.set(name, [...(groups.get(name) ?? []), thread]);
  }
  return [...groups].map(([name, members]) => ({
    name: members.length > 1 ? name : members[0].name,
    count: members.length,
  }));
}

/** Where libraries' and the JDK's frames come from, in a few words. */
export function origins(frames) {
  const names = frames.map((frame) => frame.bundle.split("/")[0] || (frame.kind === "jdk" ? "JDK" : "other"));
  return [...new Set(names)].slice(0, 3).join(", ");
}

export function duration(milliseconds) {
  if (milliseconds < 1) {
    return `${Math.round(milliseconds * 1000)} µs`;
  }
  if (milliseconds < 1000) {
    return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
  }
  const seconds = milliseconds / 1000;
  if (seconds < 60) {
    return `${seconds.toFixed(1)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.floor(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function percent(cpu) {
  return cpu === null ? "–" : `${cpu < 10 ? cpu.toFixed(1) : Math.round(cpu)}%`;
}

export function plural(count, word) {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}

export const countThreads = (stacks) => stacks.reduce((sum, one) => sum + one.threads.length, 0);

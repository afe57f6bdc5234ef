// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  arrange, duration, foldFrames, groupNames, percent, readCapture, readFrame,
} from "./model.js";
import { toText } from "./text.js";

const PARK = "java.util.concurrent.locks.LockSupport.park(LockSupport.java:211)";
const COMMIT = "porthole.storage.internal.Merger.commit(Merger.java:88)";

const answer = () => ({
  Results: [
    { ThreadIds: [3, 4], StackTrace: [PARK], Bundles: [""] },
    { ThreadIds: [1], StackTrace: [COMMIT, PARK], Bundles: ["porthole.storage/0.1.0", ""] },
    { ThreadIds: [2], StackTrace: [PARK, COMMIT], Bundles: ["", "porthole.storage/0.1.0"] },
    { ThreadIds: [5], StackTrace: [PARK], Bundles: [""] },
  ],
  Threads: [
    {
      Id: 1, ManagedThreadId: 11, Name: "http-1", JavaState: "RUNNABLE", Condition: "Working", CpuUsage: 80, Duration: 900,
      Activity: {
        Kind: "Transaction", Job: "commit", Database: "demo", RequestId: 77, ElapsedMilliseconds: 2,
        Detail: "cities/1", Count: 3,
      },
      Completeness: { Complete: true },
      Note: "kept",
    },
    {
      Id: 2, ManagedThreadId: 12, Name: "http-2", JavaState: "BLOCKED", Condition: "Blocked", CpuUsage: 0,
      Lock: {
        Class: "Merger", Identity: "0x1", Waiting: false, OwnerId: 1, OwnerManagedThreadId: 11,
        OwnerName: "http-1",
      },
      Completeness: { Complete: false, Reason: "cut" },
    },
    { Id: 3, ManagedThreadId: 13, Name: "pool-1", JavaState: "WAITING", Condition: "Idle", CpuUsage: 0 },
    { Id: 4, ManagedThreadId: 14, Name: "pool-2", JavaState: "WAITING", Condition: "Idle", CpuUsage: null },
    { Id: 5, ManagedThreadId: 15, Name: "http-9", JavaState: "WAITING", Condition: "Capturing", CpuUsage: 9, Activity: { Kind: "Capture", Job: "wait", Within: [{ Kind: "Request", Job: "stack trace" }] } },
  ],
  Capture: {
    Backend: "jvm", StartedAt: "2026-11-22T03:00:00Z", WallMilliseconds: 12.3, ThreadsSeen: 5,
    ThreadsMissed: 0, Fallbacks: [{ Backend: "native", Reason: "absent.", Fix: "Build it." }], Remarks: [],
  },
});

const names = (stacks) => stacks.flatMap((stack) => stack.threads.map((thread) => thread.name));

test("what works is told from what rests and from the capture itself", () => {
  const { working, idle, looking } = arrange(readCapture(answer()).stacks, "", "busy");
  assert.deepEqual(names(working), ["http-1", "http-2"]);
  assert.deepEqual(names(idle), ["pool-1", "pool-2"]);
  assert.deepEqual(names(looking), ["http-9"]);
  assert.equal(working[1].condition, "blocked");
});

test("a filter finds threads, jobs, databases, requests, frames, bundles and fields", () => {
  const { stacks } = readCapture(answer());
  for (const word of ["HTTP-1", "commit demo", "demo", "#77", "cities/1", "porthole.storage/0.1", "note \"kept"]) {
    assert.ok(names(arrange(stacks, word, "busy").working).includes("http-1"), word);
  }
  assert.deepEqual(arrange(stacks, "nowhere", "busy"), { working: [], idle: [], looking: [] });
});

test("a frame is taken apart and known as ours, a library's or the JDK's", () => {
  assert.deepEqual(readFrame(COMMIT, "porthole.storage/0.1.0"), {
    text: COMMIT, bundle: "porthole.storage/0.1.0", kind: "own",
    pkg: "porthole.storage.internal", name: "Merger.commit", place: "Merger.java:88",
  });
  assert.equal(readFrame(PARK, "").kind, "jdk");
  assert.equal(readFrame("org.x.Y.z(Y.java:1)", "org.x/1.0.0").kind, "library");
  assert.equal(readFrame("epoll_wait (libc.so.6)", "").kind, "native");
  assert.equal(readFrame("Main.main(Main.java:1)", "").name, "Main.main");
});

test("frames of others are folded, ours and the innermost are not", () => {
  const frames = [PARK, PARK, PARK, COMMIT, PARK].map((text) => readFrame(text, text === COMMIT ? "porthole.storage/1" : ""));
  assert.deepEqual(foldFrames(frames).map((run) => [run.open, run.frames.length]), [
    [true, 1], [false, 2], [true, 1], [true, 1],
  ]);
});

test("a deep stack shows its first rows and folds the rest", () => {
  const frames = Array.from({ length: 30 }, () => readFrame(COMMIT, "porthole.storage/1"));
  const runs = foldFrames(frames);
  assert.equal(runs.length, 11);
  assert.deepEqual(runs.at(-1).frames.length, 20);
  assert.equal(runs.at(-1).open, false);
  assert.equal(runs.flatMap((run) => run.frames).length, 30);
});

test("threads that work stand apart from those that rest at the same place", () => {
  const given = answer();
  given.Threads[2].Condition = "Working";
  given.Threads[2].Activity = { Kind: "Request", Job: "query", StartedAt: "2026-11-22T03:00:01Z" };
  const { working, idle } = arrange(readCapture(given).stacks, "query", "busy");
  assert.deepEqual(names(working), ["pool-1"]);
  assert.deepEqual(names(idle), []);
  assert.equal(working[0].threads[0].late, true);
});

test("virtual threads that no thread carries are told with what is left out", () => {
  const given = answer();
  assert.equal(readCapture(given).virtual, null);
  given.VirtualThreads = {
    Listed: 2, More: 7, MoreIsExact: true, Mounted: 1, Milliseconds: 3, Bytes: 9,
    Stacks: [{
      Threads: [{ ManagedThreadId: 40, Name: "" }, { ManagedThreadId: 41, Name: "v" }],
      JavaState: "WAITING", StackTrace: [PARK], Bundles: [""],
    }],
  };
  const { virtual } = readCapture(given);
  assert.equal(virtual.summary, "2 virtual threads not mounted, and 7 more");
  assert.deepEqual(virtual.stacks[0].names, ["#40", "v"]);
});

test("names that differ in numbers only are counted together", () => {
  assert.deepEqual(groupNames([{ name: "pool-1" }, { name: "pool-22" }, { name: "main" }]), [
    { name: "pool-#", count: 2 }, { name: "main", count: 1 },
  ]);
});

test("figures are short", () => {
  assert.deepEqual([0.05, 2.34, 250.4, 1500, 61_000, 3_720_000].map(duration),
    ["50 µs", "2.3 ms", "250 ms", "1.5 s", "1 min 1 s", "1 h 2 min"]);
  assert.deepEqual([null, 0, 2.34, 88.8].map(percent), ["–", "0.0%", "2.3%", "89%"]);
});

test("the text holds what the page shows", () => {
  const { capture, stacks } = readCapture(answer());
  const text = toText(capture, arrange(stacks, "", "busy"));
  assert.match(text, /^Stacks at 2026-11-22T03:00:00Z, by jvm in 12 ms, 5 threads, 0 missed\n! native failed: absent. Build it./);
  assert.match(text, /"http-1" {2}id 1 {2}cpu 80% {2}RUNNABLE\n {4}Transaction {2}commit {2}database demo {2}request 77 {2}2.0 ms {2}cities\/1 {2}3 items/);
  assert.match(text, /waits for Merger @ 0x1, held by "http-1" \(id 1\)/);
  assert.match(text, / {2}porthole.storage\/0.1.0 {2}porthole.storage.internal.Merger.commit/);
  assert.match(text, / {5}2 {2}pool-# {2}at java/);
});

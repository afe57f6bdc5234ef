// SPDX-License-Identifier: Apache-2.0
// Joins the page's controls, the server and the view.

import { ApiError, captureStacks, listBackends, selectBackend, token } from "./api.js";
import { arrange, readCapture } from "./model.js";
import { toText } from "./text.js";
import { drawBackends, drawNotices, drawStacks, drawSummary, drawVirtual } from "./view.js";

const at = (id) => document.getElementById(id);
const filter = at("filter");
const sort = at("sort");
const backend = at("backend");
const refresh = at("refresh");
const copy = at("copy");
const virtual = at("virtual");
const ask = at("ask");
const places = { working: at("working"), idle: at("idle"), looking: at("looking") };

/** The capture on the page, or null; a failed refresh leaves the last good one there. */
let shown = null;
let error = null;

async function capture() {
  refresh.disabled = true;
  document.body.classList.add("busy");
  try {
    shown = readCapture(await captureStacks(virtual.checked));
    error = null;
    copy.disabled = false;
    drawBackends(backend, (await listBackends()).Backends);
  } catch (failure) {
    fail(failure);
  } finally {
    refresh.disabled = false;
    document.body.classList.remove("busy");
    draw();
  }
}

function fail(failure) {
  if (!(failure instanceof ApiError)) {
    error = { title: "This page failed.", text: String(failure) };
    throw failure;
  }
  if (failure.status === 401 || failure.status === 403) {
    token.forget();
    askForToken(failure.status === 401 ? "The server did not accept the token." : failure.message);
  }
  error = { title: titleOf(failure), text: failure.message };
}

function titleOf(failure) {
  if (failure.status === 503) {
    return `Not possible right now; try again in ${failure.retryAfter || 1} s.`;
  }
  const titles = { 0: "No connection.", 401: "Not allowed.", 403: "Not allowed.", 504: "Too slow." };
  return titles[failure.status] ?? "The capture failed.";
}

function draw() {
  document.body.classList.toggle("stale", Boolean(error && shown));
  drawNotices(at("notices"), error, shown?.capture);
  if (!shown) {
    return;
  }
  const arranged = arrange(shown.stacks, filter.value, sort.value);
  drawSummary(at("summary"), shown.capture, arranged, filter.value.trim());
  drawStacks(places, arranged, filter.value.trim());
  drawVirtual(at("unmounted"), shown.virtual);
}

function askForToken(why) {
  at("ask-why").textContent = why;
  if (!ask.open) {
    ask.showModal();
  }
}

async function swap() {
  try {
    drawBackends(backend, (await selectBackend(backend.value)).Backends);
  } catch (failure) {
    fail(failure);
    draw();
    return;
  }
  await capture();
}

async function copyText() {
  const text = toText(shown.capture, arrange(shown.stacks, filter.value, sort.value));
  const label = copy.textContent;
  try {
    await navigator.clipboard.writeText(text);
    copy.textContent = "Copied";
  } catch {
    copy.textContent = "Not allowed";
  }
  setTimeout(() => {
    copy.textContent = label;
  }, 1500);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || ask.open) {
    return;
  }
  if (event.target === filter) {
    if (event.key === "Escape") {
      filter.blur();
    }
    return;
  }
  if (event.key === "/") {
    event.preventDefault();
    filter.focus();
  } else if (event.key === "r" && !refresh.disabled) {
    capture();
  }
}

at("ask-form").addEventListener("submit", () => {
  token.set(at("token").value.trim());
  at("token").value = "";
  capture();
});
refresh.addEventListener("click", capture);
virtual.addEventListener("change", capture);
copy.addEventListener("click", copyText);
backend.addEventListener("change", swap);
sort.addEventListener("change", draw);
filter.addEventListener("input", draw);
document.addEventListener("keydown", onKey);

if (token.get()) {
  capture();
} else {
  askForToken("Looking inside the server takes its token.");
}

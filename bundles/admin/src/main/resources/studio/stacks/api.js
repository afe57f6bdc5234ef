// SPDX-License-Identifier: Apache-2.0
// Talks to the server. The token lives in this tab's session storage and in one header, nowhere else.

const TOKEN = "porthole.admin-token";

/** An answer that is not the one asked for. */
export class ApiError extends Error {
  /** status 0: no answer at all. retryAfter in seconds, 0 when unknown. */
  constructor(status, message, retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export const token = {
  get: () => sessionStorage.getItem(TOKEN),
  set: (value) => sessionStorage.setItem(TOKEN, value),
  forget: () => sessionStorage.removeItem(TOKEN),
};

export const captureStacks = (virtual) =>
  call("GET", `/admin/debug/threads/stack-trace${virtual ? "?virtual=true" : ""}`);

export const listBackends = () => call("GET", "/admin/capture");

export const selectBackend = (name) => call("PUT", "/admin/capture/backend", { Name: name });

async function call(method, path, body) {
  const headers = { Authorization: `Bearer ${token.get() ?? ""}`, Accept: "application/json" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
    });
  } catch {
    throw new ApiError(0, "The server does not answer.", 0);
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) {
    const message = answer?.Message ?? `The server answered with status ${response.status}.`;
    throw new ApiError(response.status, message, Number(response.headers.get("Retry-After")) || 0);
  }
  if (answer === null) {
    throw new ApiError(response.status, "The server's answer is cut off or no JSON.", 0);
  }
  return answer;
}

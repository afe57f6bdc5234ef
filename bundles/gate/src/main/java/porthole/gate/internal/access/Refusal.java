// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.access;

/**
 * Why a request may not pass.
 *
 * @param status the HTTP status
 * @param type the error's type, see {@code HttpError}
 * @param message what was wrong and what to do about it
 */
public record Refusal(int status, String type, String message) {}

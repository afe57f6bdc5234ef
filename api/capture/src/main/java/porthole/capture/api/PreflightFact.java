// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

/**
 * Something about this machine that decides whether a backend can work.
 *
 * @param subject what it is about, such as {@code "yama scope"}
 * @param found what was found, such as {@code "1"}
 * @param obstacle whether it keeps the backend from working
 * @param reason why it matters, in words for the operator, or empty
 * @param fix the exact thing to do about it, or empty
 */
public record PreflightFact(
    String subject, String found, boolean obstacle, String reason, String fix) {}

// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal.wire;

/**
 * What a helper says instead of an answer.
 *
 * @param reason why it has none
 * @param fix what to do about it, or empty
 */
public record Failure(String reason, String fix) {}

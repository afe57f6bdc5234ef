// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal.wire;

/**
 * What a helper says first.
 *
 * @param name what kind of helper it is and its version, such as {@code "jvm/1"}
 * @param pid its own process id
 * @param parentPid the process that it would look at
 * @param may the bits of {@link FrameFormatV1} for what it may do
 */
public record Hello(String name, long pid, long parentPid, int may) {}

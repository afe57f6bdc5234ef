// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

import java.util.List;

/**
 * What a helper says first.
 *
 * @param name what kind of helper it is and its version, such as {@code "jvm/1"}
 * @param pid its own process id
 * @param parentPid the process that it would look at
 * @param may the bits of {@link FrameFormatV2} for what it may do
 * @param facts what decides whether it may look
 */
public record Hello(String name, long pid, long parentPid, int may, List<Fact> facts) {

  /** Of a helper that has no facts to tell. */
  public Hello(String name, long pid, long parentPid, int may) {
    this(name, pid, parentPid, may, List.of());
  }
}

// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

import java.util.List;

/**
 * What a helper says instead of an answer.
 *
 * @param reason why it has none
 * @param fix what to do about it, or empty
 * @param facts what decides whether it may look
 */
public record Failure(String reason, String fix, List<Fact> facts) {

  /** Of a helper that has no facts to tell. */
  public Failure(String reason, String fix) {
    this(reason, fix, List.of());
  }
}

// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

/**
 * Whether something can work now and, if not, why and what would make it work.
 *
 * @param available whether it can work
 * @param reason why not; empty when available
 * @param fix the exact thing to do about it; empty when available or when nothing helps
 */
public record Availability(boolean available, String reason, String fix) {

  /** It can work. */
  public static final Availability YES = new Availability(true, "", "");

  /** It cannot work, for {@code reason}; {@code fix} would help. */
  public static Availability no(String reason, String fix) {
    return new Availability(false, reason, fix);
  }
}

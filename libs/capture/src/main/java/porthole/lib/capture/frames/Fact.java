// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

/**
 * Something about this machine that decides whether a helper may look.
 *
 * @param subject what it is about
 * @param found what was found
 * @param weight {@link #HARMLESS}, {@link #NEEDS_GRANT} or {@link #PREVENTS}
 * @param reason why it is in the way, or empty
 * @param fix what to do about it, or empty
 */
public record Fact(String subject, String found, int weight, String reason, String fix) {
  /** It is in nobody's way. */
  public static final int HARMLESS = 0;

  /** It is in the way unless the server grants the right to look. */
  public static final int NEEDS_GRANT = 1;

  /** It prevents every capture. */
  public static final int PREVENTS = 2;
}

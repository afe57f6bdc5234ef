// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.api;

/**
 * One thing that one thread is doing, from {@link Activities#begin} until {@link #close}.
 *
 * <p>Activities of a thread nest: an inner one is closed before the one around it. Only the thread
 * that began an activity may touch it. An instance may be used again for a later activity of the
 * same thread, so it must not be kept after {@code close}. No method here throws, blocks or
 * allocates.
 */
public interface Activity extends AutoCloseable {

  /**
   * Says what the thread is at right now, such as a document id. May be called very often.
   *
   * @param detail kept up to the board's length for a detail (at least 80 bytes of UTF-8); the rest
   *     is cut at a character
   */
  void detail(CharSequence detail);

  /** Says how many items are done or at hand, such as documents of a batch. */
  void count(long count);

  /** Ends the activity; the one around it becomes the thread's current one again. */
  @Override
  void close();
}

// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

/**
 * What can be said of a connection.
 *
 * @param sinceMillis when it was made, in milliseconds since the epoch
 * @param watches how many things it watches
 * @param messages how many wait to be sent
 * @param bytes about how much memory these take
 * @param sending whether a frame is under way
 */
public record ConnectionReport(
    long sinceMillis, int watches, int messages, long bytes, boolean sending) {}

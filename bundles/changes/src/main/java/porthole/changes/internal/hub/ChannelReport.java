// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

import java.util.List;

/**
 * What can be said of a database's connections.
 *
 * @param database its name
 * @param loaded whether it is loaded
 * @param toldEtag up to which etag its changes have been told; 0 when it is not loaded
 * @param connections one by one
 */
public record ChannelReport(
    String database, boolean loaded, long toldEtag, List<ConnectionReport> connections) {}

// SPDX-License-Identifier: Apache-2.0
/**
 * Between this server and whoever runs it: ends it in order and in time, and tells the service
 * manager. Sub-packages: {@code shutdown} takes the participants through their phases, {@code
 * systemd} speaks the notification protocol.
 */
@NullMarked
package porthole.host.internal;

import org.jspecify.annotations.NullMarked;

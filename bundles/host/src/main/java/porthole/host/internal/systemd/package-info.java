// SPDX-License-Identifier: Apache-2.0
/** What systemd is told, as sd_notify(3) describes: datagrams of lines to a socket of its own. */
@NullMarked
package porthole.host.internal.systemd;

import org.jspecify.annotations.NullMarked;

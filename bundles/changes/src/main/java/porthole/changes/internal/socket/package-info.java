// SPDX-License-Identifier: Apache-2.0
/** WebSockets by Jetty: nothing else in this bundle knows it. */
@NullMarked
package porthole.changes.internal.socket;

import org.jspecify.annotations.NullMarked;

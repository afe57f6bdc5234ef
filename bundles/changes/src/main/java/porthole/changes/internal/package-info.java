// SPDX-License-Identifier: Apache-2.0
/** The changes API: clients hear of changes over a WebSocket. */
@NullMarked
package porthole.changes.internal;

import org.jspecify.annotations.NullMarked;

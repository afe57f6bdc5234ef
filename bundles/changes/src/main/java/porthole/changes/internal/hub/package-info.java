// SPDX-License-Identifier: Apache-2.0
/** Who watches what, and what waits to be sent to whom. */
@NullMarked
package porthole.changes.internal.hub;

import org.jspecify.annotations.NullMarked;

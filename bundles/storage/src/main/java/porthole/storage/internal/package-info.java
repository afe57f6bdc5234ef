// SPDX-License-Identifier: Apache-2.0
/** Wires storage to its configuration, its engine and whoever watches it. */
@NullMarked
package porthole.storage.internal;

import org.jspecify.annotations.NullMarked;

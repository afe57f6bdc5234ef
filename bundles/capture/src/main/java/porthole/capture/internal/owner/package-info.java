// SPDX-License-Identifier: Apache-2.0
/** Finds the bundle that a class comes from. */
@NullMarked
package porthole.capture.internal.owner;

import org.jspecify.annotations.NullMarked;

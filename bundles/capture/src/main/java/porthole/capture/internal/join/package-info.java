// SPDX-License-Identifier: Apache-2.0
/** Joins what only the inside knows to the stacks. */
@NullMarked
package porthole.capture.internal.join;

import org.jspecify.annotations.NullMarked;

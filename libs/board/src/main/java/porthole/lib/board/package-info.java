// SPDX-License-Identifier: Apache-2.0
/** The activity board's format, and how a board is read in its own process or from another. */
@NullMarked
package porthole.lib.board;

import org.jspecify.annotations.NullMarked;

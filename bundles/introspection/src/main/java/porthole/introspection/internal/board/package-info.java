// SPDX-License-Identifier: Apache-2.0
/** The activity board: its file, its writers and its readers. */
@NullMarked
package porthole.introspection.internal.board;

import org.jspecify.annotations.NullMarked;

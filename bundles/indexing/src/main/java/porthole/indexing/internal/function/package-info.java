// SPDX-License-Identifier: Apache-2.0
/**
 * What an index's functions are, in whatever language they were written. Values are plain JSON
 * values, as in {@link porthole.indexing.internal.value}; entries may hold the values of this
 * package besides.
 */
@NullMarked
package porthole.indexing.internal.function;

import org.jspecify.annotations.NullMarked;

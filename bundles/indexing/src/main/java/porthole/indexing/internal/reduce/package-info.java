// SPDX-License-Identifier: Apache-2.0
/**
 * The engine of map-reduce: keeps what maps made of each document beside what was made of it all,
 * so that a change costs as much as it changes; docs/decisions/0009-map-reduce.md says why so.
 */
@NullMarked
package porthole.indexing.internal.reduce;

import org.jspecify.annotations.NullMarked;

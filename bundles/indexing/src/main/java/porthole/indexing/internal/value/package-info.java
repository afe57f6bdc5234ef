// SPDX-License-Identifier: Apache-2.0
/**
 * JSON as plain values: String, Long, Double, Boolean, null, List and Map, whose order is the
 * document's.
 */
@NullMarked
package porthole.indexing.internal.value;

import org.jspecify.annotations.NullMarked;

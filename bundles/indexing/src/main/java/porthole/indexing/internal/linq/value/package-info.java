// SPDX-License-Identifier: Apache-2.0
/**
 * The values that index functions written in C# calculate with, and what can be done with them.
 *
 * <p>Besides JSON's values there are {@link porthole.indexing.internal.linq.value.Missing},
 * Integer, BigDecimal, Character, {@link porthole.indexing.internal.linq.value.DateTime}, {@link
 * porthole.indexing.internal.linq.value.TimeSpan} and {@link
 * porthole.indexing.internal.linq.value.Grouping}. Null and missing values pass through: what is
 * made of them is null or missing as well.
 */
@NullMarked
package porthole.indexing.internal.linq.value;

import org.jspecify.annotations.NullMarked;

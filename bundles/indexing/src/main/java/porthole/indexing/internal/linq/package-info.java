// SPDX-License-Identifier: Apache-2.0
/**
 * Index functions written in C#: {@link porthole.indexing.internal.linq.LinqMap} and {@link
 * porthole.indexing.internal.linq.LinqReduce}.
 *
 * <p>A function is read once, by {@link porthole.indexing.internal.linq.syntax}, and compiled into
 * objects that run it: one for each part, which hold the parts they consist of. Variables are
 * places in a {@link porthole.indexing.internal.linq.Frame}. Lists are made whole before they are
 * gone through.
 */
@NullMarked
package porthole.indexing.internal.linq;

import org.jspecify.annotations.NullMarked;

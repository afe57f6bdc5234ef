// SPDX-License-Identifier: Apache-2.0
/** Documents and indexes to try things on: a trader of food, with invented firms and people. */
@NullMarked
package porthole.http.internal.sample;

import org.jspecify.annotations.NullMarked;

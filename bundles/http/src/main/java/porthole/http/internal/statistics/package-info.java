// SPDX-License-Identifier: Apache-2.0
/** Counts and sizes of one database. */
@NullMarked
package porthole.http.internal.statistics;

import org.jspecify.annotations.NullMarked;

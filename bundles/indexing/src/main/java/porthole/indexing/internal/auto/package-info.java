// SPDX-License-Identifier: Apache-2.0
/** Indexes that queries make: which one a query needs, and what lies in it. */
@NullMarked
package porthole.indexing.internal.auto;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Indexes: what is in them, how it gets there, and how far they have come. */
@NullMarked
package porthole.indexing.internal.index;

import org.jspecify.annotations.NullMarked;

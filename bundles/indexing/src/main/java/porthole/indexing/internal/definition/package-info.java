// SPDX-License-Identifier: Apache-2.0
/** Indexes that people define: what a definition means, and the entries that it makes. */
@NullMarked
package porthole.indexing.internal.definition;

import org.jspecify.annotations.NullMarked;

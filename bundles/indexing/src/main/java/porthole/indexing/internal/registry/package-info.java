// SPDX-License-Identifier: Apache-2.0
/** The indexes of a database: which there are, where they lie, and what becomes of them. */
@NullMarked
package porthole.indexing.internal.registry;

import org.jspecify.annotations.NullMarked;

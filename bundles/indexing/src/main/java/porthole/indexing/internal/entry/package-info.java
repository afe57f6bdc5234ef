// SPDX-License-Identifier: Apache-2.0
/** What changes of documents do to the entries of an index. */
@NullMarked
package porthole.indexing.internal.entry;

import org.jspecify.annotations.NullMarked;

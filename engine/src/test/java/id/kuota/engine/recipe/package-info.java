/** The toy entity that docs/recipes.md makes, step by step. The document quotes these files. */
@NullMarked
package id.kuota.engine.recipe;

import org.jspecify.annotations.NullMarked;

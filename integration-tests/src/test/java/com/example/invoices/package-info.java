/**
 * The Java side of the guide to Python.
 */
@NullMarked
package com.example.invoices;

import org.jspecify.annotations.NullMarked;

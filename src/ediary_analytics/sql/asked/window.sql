/* +++
title = "The former name of asked.span"
+++ */
select * from asked.span

import type { SiteConfig } from "../../domain/wire/site-config.ts";
import { boot } from "./boot.ts";

/** The Worker puts the site's configuration here when it serves /v1/SITE.js. */
declare const __CONFIG__: SiteConfig;

boot(__CONFIG__, ({ host, widget }) => import(/* @vite-ignore */ host + widget));

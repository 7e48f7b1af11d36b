/** Primary language tags that are offered; any other that a survey already has stays. */
export const LANGUAGES =
  "ar cs da de el en es fa fi fr he hi hu it ja ko nb nl pl pt ro sv tr uk ur zh".split(" ");

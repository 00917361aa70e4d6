import { useEffect, useRef, useState } from 'preact/hooks';
import type { HtmlMailModel } from '../../../model/mail/html/html-mail-model.ts';
import type { SanitizedHtml } from '../../../html-mail/sanitize-html.ts';

const isRemote = (address: string): boolean => !/^cid:/i.test(address);

/** Puts the pictures of a message in their places as they come: those in it at once, the others when they are allowed. */
export const usePictures = (model: HtmlMailModel, areAllowed: boolean) => {
  const places = useRef<{ image: HTMLImageElement; address: string; isBegun: boolean }[]>([]);
  const made = useRef<string[]>([]);
  const [remote, setRemote] = useState(0);
  const [missing, setMissing] = useState(0);

  const fill = () => {
    for (const place of places.current) {
      if (place.isBegun || (isRemote(place.address) && !areAllowed)) continue;
      place.isBegun = true;
      void put(place);
    }
  };
  const put = async ({ image, address }: { image: HTMLImageElement; address: string }) => {
    const picture = await model.picture(address);
    if (!picture) return setMissing((count) => count + 1);
    const url = URL.createObjectURL(picture);
    made.current.push(url);
    image.src = url;
  };
  useEffect(fill, [areAllowed]);
  useEffect(
    () => () => {
      for (const url of made.current) URL.revokeObjectURL(url);
    },
    [],
  );
  return {
    remote,
    missing,
    add: ({ pictures }: SanitizedHtml) => {
      places.current.push(...pictures.map((picture) => ({ ...picture, isBegun: false })));
      setRemote(new Set(places.current.flatMap(({ address }) => (isRemote(address) ? [address] : []))).size);
      fill();
    },
  };
};

/** The frame of an identification photo, of the photo's proportions whether or not there is one. */
export function Preview({ url }: { readonly url: string | null }) {
  return <div class="photo-frame">{url === null ? <span>照片</span> : <img src={url} alt="个人免冠证件照" />}</div>;
}

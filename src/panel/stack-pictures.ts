/** Pictures one below the other, as one PNG. */
export async function stackPictures(pictures: readonly Blob[]): Promise<Blob> {
  const bitmaps = await Promise.all(pictures.map((picture) => createImageBitmap(picture)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(...bitmaps.map((bitmap) => bitmap.width));
  canvas.height = bitmaps.reduce((sum, bitmap) => sum + bitmap.height, 0);
  const context = canvas.getContext('2d');
  let top = 0;
  for (const bitmap of bitmaps) {
    context?.drawImage(bitmap, 0, top);
    top += bitmap.height;
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) =>
      blob ? resolve(blob) : reject(new Error('the picture could not be encoded')),
    );
  });
}
